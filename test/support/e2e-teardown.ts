/** Ends what e2e-setup started. */
export default async function stopForAll(): Promise<void> {
  await (globalThis as { stopStack?: () => Promise<void> }).stopStack?.();
}
