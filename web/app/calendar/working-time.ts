/** Days, hours and shares of a week or a month. */
export interface WorkingTime {
  workingDays: number;
  workHours: number;
  shrinkage: number;
  occupancy: number;
}

/** Hours that a person at 100 % works productively in the week. */
export const hoursOf = ({ workingDays, workHours, shrinkage }: Omit<WorkingTime, 'occupancy'>): number =>
  workingDays * workHours * (1 - shrinkage);

/** The working time alone. */
export const timeOf = ({ workingDays, workHours, shrinkage, occupancy }: WorkingTime): WorkingTime => ({
  workingDays,
  workHours,
  shrinkage,
  occupancy,
});
