const answerOf = async (response) => {
  const answer = await response.json();
  if (!response.ok)
    throw Object.assign(new Error(answer.message ?? response.statusText), { problems: answer.problems });
  return answer;
};

export const get = async (path) => answerOf(await fetch(path));

export const post = async (path, body) =>
  answerOf(
    await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
