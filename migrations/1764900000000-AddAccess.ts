import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members of the cluster, not of one database: it is never dropped, since other databases may use it. */
const ROLE = 'headroom_scoped';

/**
 * API keys, sessions, and the row-level security that limits a person or key to some lines of business (LOBs).
 *
 * A request with a LOB scope runs every statement as the role `headroom_scoped`, with the LOBs in the setting
 * `headroom.lobs` (separated by the unit separator) and the actor in `headroom.actor`. Every other role sees all rows.
 */
const TABLES = `
CREATE TABLE api_key (
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  role text COLLATE "C" NOT NULL,
  lob_patterns text[],
  secret_hash bytea NOT NULL,
  created_by text NOT NULL,
  created_datetime timestamptz NOT NULL,
  expires_datetime timestamptz,
  last_used_datetime timestamptz,
  revoked_datetime timestamptz,
  revoked_by text,
  CONSTRAINT pk_api_key PRIMARY KEY (id),
  CONSTRAINT ck_api_key_role CHECK (role IN ('viewer', 'planner', 'admin')),
  CONSTRAINT ck_api_key_lob_patterns CHECK (lob_patterns IS NULL OR array_length(lob_patterns, 1) > 0)
);
CREATE UNIQUE INDEX ux_api_key_name ON api_key (name) WHERE revoked_datetime IS NULL;

CREATE TABLE session (
  token_hash bytea NOT NULL,
  api_key_id text COLLATE "C",
  name text NOT NULL,
  role text COLLATE "C" NOT NULL,
  lob_patterns text[],
  created_datetime timestamptz NOT NULL,
  used_datetime timestamptz NOT NULL,
  expires_datetime timestamptz NOT NULL,
  CONSTRAINT pk_session PRIMARY KEY (token_hash),
  CONSTRAINT fk_session_api_key FOREIGN KEY (api_key_id) REFERENCES api_key (id),
  CONSTRAINT ck_session_role CHECK (role IN ('viewer', 'planner', 'admin'))
);
CREATE INDEX ix_session_expires ON session (expires_datetime);

ALTER TABLE job ADD COLUMN lobs text;
ALTER TABLE job ALTER COLUMN lobs SET DEFAULT current_setting('headroom.lobs', true);
ALTER TABLE allocation_plan ADD COLUMN lobs text;
ALTER TABLE allocation_plan ALTER COLUMN lobs SET DEFAULT current_setting('headroom.lobs', true);`;

const FUNCTIONS = `
CREATE FUNCTION lob_is_visible(lob text) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN lob = ANY (string_to_array(current_setting('headroom.lobs', true), chr(31)));

CREATE FUNCTION is_own(actor text) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN actor = current_setting('headroom.actor', true);

CREATE FUNCTION record_is_visible(record jsonb) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE
    WHEN record IS NULL THEN true
    WHEN record ? 'main_lob' THEN lob_is_visible(record ->> 'main_lob')
    WHEN record ? 'demand_main_lob' THEN lob_is_visible(record ->> 'demand_main_lob')
    ELSE true END;`;

/** Which rows a scoped request sees and may write, per table. */
const POLICIES: Readonly<Record<string, string>> = {
  forecast: 'lob_is_visible(main_lob)',
  target_cph: 'lob_is_visible(main_lob)',
  monthly_capacity_summary: 'lob_is_visible(main_lob)',
  weekly_resource_assignment: 'lob_is_visible(demand_main_lob)',
  frozen_assignment: 'lob_is_visible(demand_main_lob)',
  resource_v2: `EXISTS (SELECT 1 FROM weekly_resource_assignment a WHERE a.resource_cn = resource_v2.cn)
    OR EXISTS (SELECT 1 FROM frozen_assignment z WHERE z.resource_cn = resource_v2.cn)
    OR EXISTS (SELECT 1 FROM forecast f
      WHERE resource_v2.is_active AND f.locality = resource_v2.location
        AND text_key(f.platform) = text_key(resource_v2.primary_platform)
        AND text_key(f.case_type) = ANY (string_to_array(text_key(resource_v2.skills), ','))
        AND (text_key(f.state) = 'n/a' OR text_key(f.state) = ANY (string_to_array(text_key(resource_v2.state_list), '|'))
          OR 'ALL' = ANY (string_to_array(resource_v2.state_list, '|'))))`,
  resource_production_step: `EXISTS (SELECT 1 FROM resource_v2 r WHERE r.cn = resource_production_step.resource_cn)`,
  resource_week_exception: `EXISTS (SELECT 1 FROM resource_v2 r WHERE r.cn = resource_week_exception.resource_cn)`,
  change_set_entry: `record_is_visible(before) AND record_is_visible(after)
    AND (entity NOT IN ('resource_v2', 'resource_production_step', 'resource_week_exception')
      OR EXISTS (SELECT 1 FROM resource_v2 r WHERE r.cn = coalesce(coalesce(after, before) ->> 'cn', coalesce(after, before) ->> 'resource_cn')))`,
  change_set: `is_own(actor) OR EXISTS (SELECT 1 FROM change_set_entry e WHERE e.change_set_id = change_set.id)`,
  job: `is_own(actor)`,
  idempotency_key: `is_own(actor)`,
  allocation_plan: `lobs = current_setting('headroom.lobs', true)`,
};

const SCOPED = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${ROLE}') THEN CREATE ROLE ${ROLE} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
  IF NOT pg_has_role(current_user, '${ROLE}', 'member') THEN EXECUTE format('GRANT ${ROLE} TO %I', current_user); END IF;
END $$;
GRANT USAGE ON SCHEMA public TO ${ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${ROLE};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${ROLE};
REVOKE ALL ON api_key, session, schema_migration FROM ${ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO ${ROLE};`;

const UNSCOPED = `
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM ${ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM ${ROLE};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${ROLE};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${ROLE};
REVOKE USAGE ON SCHEMA public FROM ${ROLE};`;

export class AddAccess1764900000000 implements MigrationInterface {
  name = 'AddAccess1764900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await queryRunner.query(FUNCTIONS);
    await queryRunner.query(SCOPED);
    for (const [table, rule] of Object.entries(POLICIES)) {
      await queryRunner.query(
        `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
         CREATE POLICY unscoped ON ${table} USING (current_user <> '${ROLE}');
         CREATE POLICY lob_scope ON ${table} TO ${ROLE} USING (${rule}) WITH CHECK (${table === 'change_set_entry' ? 'true' : rule})`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(POLICIES)) {
      await queryRunner.query(
        `DROP POLICY lob_scope ON ${table}; DROP POLICY unscoped ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
      );
    }
    await queryRunner.query(UNSCOPED);
    await queryRunner.query(
      `DROP FUNCTION record_is_visible(jsonb); DROP FUNCTION is_own(text); DROP FUNCTION lob_is_visible(text);
       ALTER TABLE allocation_plan DROP COLUMN lobs; ALTER TABLE job DROP COLUMN lobs; DROP TABLE session; DROP TABLE api_key`,
    );
  }
}
