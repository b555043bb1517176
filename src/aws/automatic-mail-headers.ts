/** They ask auto-responders not to answer. */
export const automaticMailHeaders = [
  { Name: "Auto-Submitted", Value: "auto-generated" },
  { Name: "X-Auto-Response-Suppress", Value: "All" },
];
