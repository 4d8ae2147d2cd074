/** Who may reach this server: keys, their roles and lines of business. */
export function Access() {
  return null;
}
