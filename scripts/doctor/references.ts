import { isObject, resourcesOf, type Template } from "./template.ts";

export type Reference = { from: string; to: string; path: string; condition?: true };

const inText = (of: unknown): string[] => {
  const [text, values] = Array.isArray(of) ? of : [of, {}];
  return [...String(text).matchAll(/\$\{([^}!]+)\}/g)]
    .map(([, name = ""]) => name.trim())
    .filter((name) => !isObject(values) || !Object.hasOwn(values, name))
    .map((name) => name.split(".")[0] ?? "");
};

const within = (value: unknown, path: string): Omit<Reference, "from">[] => {
  if (Array.isArray(value)) return value.flatMap((inner, index) => within(inner, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref" && typeof inner === "string") return [{ to: inner, path }];
    if (key === "Fn::GetAtt") {
      const [name] = Array.isArray(inner) ? inner : String(inner).split(".");
      return typeof name === "string" ? [{ to: name, path }] : [];
    }
    if (key === "Fn::If" && Array.isArray(inner))
      return [
        ...(typeof inner[0] === "string" ? [{ to: inner[0], path, condition: true as const }] : []),
        ...within(inner.slice(1), path),
      ];
    if (key === "Fn::Sub") return [...inText(inner).map((to) => ({ to, path })), ...within(inner, path)];
    return within(inner, path === "" ? key : `${path}.${key}`);
  });
};

/** Everything that resources and outputs refer to, with where they do. */
export const referencesOf = (template: Template): Reference[] => [
  ...resourcesOf(template).flatMap(({ id, resource, properties }) => [
    ...within(properties, "").map((reference) => ({ from: id, ...reference })),
    ...[resource.DependsOn ?? []].flat().map((to) => ({ from: id, to: String(to), path: "DependsOn" })),
    ...(resource.Condition
      ? [{ from: id, to: String(resource.Condition), path: "Condition", condition: true as const }]
      : []),
  ]),
  ...Object.entries(template.Outputs ?? {}).flatMap(([name, output]) =>
    within(output, "").map((reference) => ({ from: `output ${name}`, ...reference })),
  ),
];

/** Circles of resources that wait for each other, each once, from its first resource back to it. */
export const circlesOf = (template: Template): string[][] => {
  const edges = new Map(Object.keys(template.Resources).map((id) => [id, new Set<string>()]));
  for (const { from, to } of referencesOf(template)) if (edges.has(to)) edges.get(from)?.add(to);
  const circles = new Map<string, string[]>();
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const start = path.indexOf(id);
    if (start >= 0) {
      const circle = path.slice(start);
      circles.set([...circle].sort().join(), [...circle, id]);
      return;
    }
    if (done.has(id)) return;
    for (const next of edges.get(id) ?? []) visit(next, [...path, id]);
    done.add(id);
  };
  for (const id of edges.keys()) visit(id, []);
  return [...circles.values()];
};
