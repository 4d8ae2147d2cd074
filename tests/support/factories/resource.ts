import type { Queries } from '../database';

/** A person under test; the defaults can serve `Amisys Medicaid DOMESTIC`, any state, `FTC-Basic/Non MMP`. */
export interface TestPerson {
  cn?: string;
  firstName?: string;
  lastName?: string;
  opid?: string | null;
  primaryPlatform?: string;
  location?: 'Domestic' | 'Global';
  stateList?: string;
  skills?: string;
  productionPercentage?: string;
  isActive?: boolean;
  hireDate?: string | null;
}

/** Writes people by plain SQL, without history. */
export async function insertPersons(database: Queries, people: readonly TestPerson[]): Promise<void> {
  for (const person of people) {
    await database.query(
      `INSERT INTO resource_v2 (cn, first_name, last_name, opid, primary_platform, location, state_list, skills,
         production_percentage, is_active, hire_date, created_datetime, updated_datetime)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '2025-04-01Z', '2025-04-01Z')`,
      [
        person.cn ?? 'AA000001',
        person.firstName ?? 'Ada',
        person.lastName ?? 'Example',
        person.opid ?? null,
        person.primaryPlatform ?? 'Amisys',
        person.location ?? 'Domestic',
        person.stateList ?? 'ALL',
        person.skills ?? 'FTC-Basic/Non MMP',
        person.productionPercentage ?? '1',
        person.isActive ?? true,
        person.hireDate ?? null,
      ],
    );
  }
}

/** A production step under test. */
export interface TestStep {
  cn: string;
  year: number;
  week: number;
  percentage: string;
}

/** Writes production steps by plain SQL. */
export async function insertSteps(database: Queries, steps: readonly TestStep[]): Promise<void> {
  for (const { cn, year, week, percentage } of steps) {
    await database.query(
      `INSERT INTO resource_production_step (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
       VALUES ($1, $2, $3, $4, 'factory', '2025-04-01Z')`,
      [cn, year, week, percentage],
    );
  }
}

/** Adds percentages of single weeks. */
export async function insertExceptions(database: Queries, exceptions: readonly TestStep[]): Promise<void> {
  for (const { cn, year, week, percentage } of exceptions) {
    await database.query(
      `INSERT INTO resource_week_exception (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
       VALUES ($1, $2, $3, $4, 'factory', '2025-04-01Z')`,
      [cn, year, week, percentage],
    );
  }
}

/** Removes all people with their steps and assignments, and all history. */
export async function clearPeople(database: Queries): Promise<void> {
  await database.query(
    'TRUNCATE weekly_resource_assignment, resource_production_step, resource_v2, change_set_row, change_set_chunk CASCADE',
  );
}
