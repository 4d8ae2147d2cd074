import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit chain. A change set stores the hash of its content in its own transaction; a sealer chains committed change
 * sets, each seal holding the hash of the one before, so that writers never wait for the chain.
 */
const UP = `
CREATE TABLE change_set_hash (
  change_set_id integer NOT NULL,
  content_hash bytea NOT NULL,
  CONSTRAINT pk_change_set_hash PRIMARY KEY (change_set_id)
);
CREATE TABLE audit_pending (
  change_set_id integer NOT NULL,
  CONSTRAINT pk_audit_pending PRIMARY KEY (change_set_id)
);
CREATE TABLE audit_seal (
  position integer NOT NULL,
  change_set_id integer NOT NULL,
  content_hash bytea NOT NULL,
  chain_hash bytea NOT NULL,
  sealed_datetime timestamptz NOT NULL,
  CONSTRAINT pk_audit_seal PRIMARY KEY (position),
  CONSTRAINT uq_audit_seal_change_set UNIQUE (change_set_id)
);

CREATE FUNCTION change_set_content_hash(wanted integer) RETURNS bytea
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
  SELECT sha256(convert_to(
    jsonb_build_array(c.id, c.action, c.actor, extract(epoch FROM c.created_datetime), c.note, c.request_id,
      c.reverts_change_set_id)::text
    || coalesce((SELECT string_agg(encode(sha256(convert_to(concat_ws(E'\\u001f', e.id::text, e.entity, e.entity_key,
        coalesce(e.before::text, 'null'), coalesce(e.after::text, 'null')), 'UTF8')), 'hex'), '' ORDER BY e.id)
      FROM change_set_entry e WHERE e.change_set_id = c.id), ''), 'UTF8'))
  FROM change_set c WHERE c.id = wanted
$$;

INSERT INTO change_set_hash (change_set_id, content_hash)
SELECT c.id, change_set_content_hash(c.id) FROM change_set c ORDER BY c.id;
INSERT INTO audit_pending (change_set_id) SELECT c.id FROM change_set c ORDER BY c.id;

REVOKE UPDATE, DELETE ON change_set, change_set_entry, change_set_hash, audit_seal FROM headroom_scoped;`;

const DOWN = `
GRANT UPDATE, DELETE ON change_set, change_set_entry TO headroom_scoped;
DROP FUNCTION change_set_content_hash(integer);
DROP TABLE audit_seal;
DROP TABLE audit_pending;
DROP TABLE change_set_hash;`;

export class AddAuditChain1764910000000 implements MigrationInterface {
  name = 'AddAuditChain1764910000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
