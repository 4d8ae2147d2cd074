import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import { signIn, type AccessWorld } from './sign-in.scenarios';

/** Keys for administrators. */
export function accessScenarios({ world, key }: AccessWorld): void {
  browserTest(
    'a key is made, shown once, opens the page for its role, and opens nothing once revoked',
    async () => {
      const { page, troubles } = await world.open('/access');
      await signIn(page, key('admin'));
      const table = page.getByRole('region', { name: 'API keys' });
      await table.getByRole('rowheader', { name: /Vera/ }).waitFor();
      await page.getByRole('button', { name: 'New key …' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Nora');
      await page.getByRole('textbox', { name: 'Only these lines of business' }).fill('Amisys *');
      await page.getByText('Shows 1 of 2 lines of business').waitFor();
      await page.getByRole('button', { name: 'Make the key' }).click();
      const made = (await page.getByLabel('The key', { exact: true }).textContent()) ?? '';
      expect(made).toMatch(/^hr_/);
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await table.getByRole('rowheader', { name: /Nora/ }).waitFor();
      expect(await page.locator('body').textContent()).not.toContain(made);
      const theirs = await world.open('/');
      await signIn(theirs.page, made);
      await theirs.page.getByText('viewer · 1 line of business').waitFor();
      await page.getByRole('button', { name: 'Revoke Nora' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
      await table.getByRole('rowheader', { name: /Nora/ }).waitFor({ state: 'detached' });
      // Their page reads again by itself, and finds that it may not any more.
      await theirs.page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
      await page.getByRole('button', { name: 'Revoked keys too' }).click();
      await table.getByText(/^revoked/).waitFor();
      expect(new URL(page.url()).search).toBe('?revoked=1');
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'a name that is taken is refused beside the form; a scope that matches nothing warns',
    async () => {
      const { page, troubles } = await world.open('/access', { theme: 'dark', width: 360 });
      await signIn(page, key('admin'));
      await page.getByRole('button', { name: 'New key …' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Paul');
      await page.getByRole('textbox', { name: 'Only these lines of business' }).fill('Nothing *');
      await page.getByText('No line of business matches Nothing *').waitFor();
      await page.getByRole('button', { name: 'Make the key' }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
      expect(await page.getByRole('dialog').getByRole('alert').textContent()).toContain('"Paul"');
      await page.getByRole('textbox', { name: 'Name' }).fill('Idle');
      await page.getByRole('button', { name: 'Make the key' }).click();
      await page.getByText('"Nothing *" matches no LOB').waitFor();
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await page.getByRole('rowheader', { name: /Idle.*works, used never, made/ }).waitFor();
      // Nothing of a key is cut off on a phone.
      const table = page.getByRole('region', { name: 'API keys' });
      const revoke = await table.getByRole('button', { name: 'Revoke Idle' }).boundingBox();
      expect((revoke?.x ?? Infinity) + (revoke?.width ?? 0)).toBeLessThanOrEqual(360);
      expect(await findingsOf(page)).toEqual([]);
      expect(troubles).toEqual([]);
    },
  );
}
