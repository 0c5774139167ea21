/// Brings a PostgreSQL test database back to its baseline: the rows and sequences its schema left.
enum PostgresReset {
    /// Makes the schema `txkit` with a copy of the baseline's rows and the function that restores it.
    ///
    /// All rows are deleted by one statement and put back by another: foreign keys are checked at the end of a statement,
    /// so neither order nor cycles matter (`ON DELETE RESTRICT` included, since the referring rows go in the same
    /// statement). Where the role may, triggers and foreign key checks are off altogether.
    static let installation = """
        CREATE SCHEMA txkit;

        CREATE VIEW txkit.user_tables AS
            SELECT c.oid::regclass AS name
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'txkit')
              AND n.nspname NOT LIKE 'pg\\_t%'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e');

        CREATE TABLE txkit.baseline_tables (name regclass PRIMARY KEY, copy name NOT NULL, columns text NOT NULL);
        CREATE TABLE txkit.baseline_sequences (name regclass PRIMARY KEY, last_value bigint NOT NULL, is_called boolean NOT NULL);

        DO $$
        DECLARE
            table_name regclass;
            filled boolean;
            number integer := 0;
            column_list text;
        BEGIN
            FOR table_name IN SELECT name FROM txkit.user_tables LOOP
                EXECUTE format('SELECT EXISTS (SELECT FROM ONLY %s)', table_name) INTO filled;
                CONTINUE WHEN NOT filled;
                number := number + 1;
                SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO column_list
                FROM pg_attribute
                WHERE attrelid = table_name AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
                EXECUTE format('CREATE TABLE txkit.baseline_%s AS SELECT %s FROM ONLY %s', number, column_list, table_name);
                INSERT INTO txkit.baseline_tables VALUES (table_name, 'baseline_' || number, column_list);
            END LOOP;
            FOR table_name IN
                SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'S' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'txkit')
                  AND n.nspname NOT LIKE 'pg\\_t%'
            LOOP
                EXECUTE format(
                    'INSERT INTO txkit.baseline_sequences SELECT %L::regclass, last_value, is_called FROM %s',
                    table_name, table_name
                );
            END LOOP;
        END
        $$;

        CREATE FUNCTION txkit.reset() RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            table_name regclass;
            filled boolean;
            deletes text[] := '{}';
            inserts text[] := '{}';
            entry record;
        BEGIN
            BEGIN
                PERFORM set_config('session_replication_role', 'replica', true);
            EXCEPTION WHEN insufficient_privilege THEN
                NULL;
            END;
            FOR table_name IN SELECT name FROM txkit.user_tables LOOP
                EXECUTE format('SELECT EXISTS (SELECT FROM ONLY %s)', table_name) INTO filled;
                IF filled THEN
                    deletes := deletes || format('d%s AS (DELETE FROM ONLY %s)', cardinality(deletes), table_name);
                END IF;
            END LOOP;
            IF deletes <> '{}' THEN
                EXECUTE 'WITH ' || array_to_string(deletes, ', ') || ' SELECT 1';
            END IF;
            FOR entry IN SELECT * FROM txkit.baseline_tables LOOP
                inserts := inserts || format(
                    'i%s AS (INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM txkit.%I)',
                    cardinality(inserts), entry.name, entry.columns, entry.columns, entry.copy
                );
            END LOOP;
            IF inserts <> '{}' THEN
                EXECUTE 'WITH ' || array_to_string(inserts, ', ') || ' SELECT 1';
            END IF;
            FOR entry IN SELECT * FROM txkit.baseline_sequences LOOP
                PERFORM setval(entry.name, entry.last_value, entry.is_called);
            END LOOP;
        END
        $$;
        """
}
