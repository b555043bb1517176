/**
 * A finding that stays, and why. Where the template has resources of its type, but nothing to explain, that is a finding
 * too: the explanation goes.
 */
export type Explained = {
  rule: string;
  /** Of the resource that it is found at. */
  type: string;
  /** Which of these resources, by logical id; all of them unless given. */
  resource?: RegExp;
  /** What the finding says, where a rule finds several things at one resource. */
  says?: RegExp;
  /** Only where a stage is held to production's needs, or only where it is not. */
  production?: boolean;
  /** The stage's settings decide whether there is anything to explain. */
  chosen?: true;
  reason: string;
};
