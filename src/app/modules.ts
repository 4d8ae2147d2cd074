import { calendarModule } from '../features/calendar/calendar.module';
import { demandModule } from '../features/demand/demand.module';
import { historyModule } from '../features/history/history.module';
import { resourceModule } from '../features/resource/resource.module';
import { tierModule } from '../features/tier/tier.module';

/** Every feature's part of the schema. */
export const MODULES = [calendarModule, demandModule, historyModule, resourceModule, tierModule] as const;
