/** A production capacity tier; `capacityPercentage` is an exact fraction as text. */
export interface TierRow {
  id: number;
  tierName: string;
  capacityPercentage: string;
  description: string;
  isActive: boolean;
  displayOrder: number;
  deactivatedBy: string | null;
  deactivatedDatetime: Date | null;
  version: number;
}
