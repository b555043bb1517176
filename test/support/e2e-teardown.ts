/** Stops the stack of e2e-setup. */
export default async function stopForAll(): Promise<void> {
  await (globalThis as { stopStack?: () => Promise<void> }).stopStack?.();
}
