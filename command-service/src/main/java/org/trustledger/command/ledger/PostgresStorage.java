package org.trustledger.command.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/** Axon's JDBC store over our table, with moments as PostgreSQL's own type (Axon writes text, and milliseconds). */
final class PostgresStorage extends JdbcEventStorageEngine {

    PostgresStorage(ConnectionProvider connections, TransactionManager transactions, Serializer names) {
        super(builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .eventSerializer(names)
                .snapshotSerializer(names)
                .schema(EventSchema.builder()
                        .eventTable("domain_event")
                        .globalIndexColumn("global_index")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .typeColumn("aggregate_type")
                        .eventIdentifierColumn("event_identifier")
                        .timestampColumn("recorded_at")
                        .payloadTypeColumn("payload_type")
                        .payloadRevisionColumn("payload_revision")
                        .payloadColumn("payload")
                        .metaDataColumn("meta_data")
                        .build()));
    }

    @Override
    protected void writeTimestamp(PreparedStatement statement, int index, Instant moment) throws SQLException {
        statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
    }

    @Override
    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
