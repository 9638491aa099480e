package org.trustledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.trustledger.backing.DatabaseAccess;

class BackingTest {
    @Test
    void givesEachCallerADatabaseThatNobodyElseCanEnter() throws SQLException {
        var mine = Backing.database("mine");
        var other = Backing.database("mine");

        assertThat(mine.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
        assertThat(answer(mine, "SELECT current_user || ' ' || current_setting('server_version_num')"))
                .startsWith(mine.user() + " 18");
        assertThatThrownBy(() -> answer(new DatabaseAccess(other.jdbcUrl(), mine.user(), mine.password()), "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void hasTheExtensionsAndTheSwedishOrderThatViewsNeed() throws SQLException {
        var database = Backing.database("extensions");

        assertThat(answer(database, "CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm; SELECT 'made'"))
                .isEqualTo("made");
        assertThat(answer(database, """
                        SELECT string_agg(word, ' ' ORDER BY word COLLATE "sv-x-icu")
                        FROM unnest(ARRAY['ö', 'z', 'å', 'ä', 'a']) AS word""")).isEqualTo("a z å ä ö");
    }

    @Test
    void givesAKafkaWhereTopicsAreMadeByThoseWhoUseThem() throws Exception {
        var topic = Backing.unique("facts");
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", Backing.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).doesNotContain(topic);
            admin.createTopics(List.of(new NewTopic(topic, 6, (short) 1))).all().get(30, TimeUnit.SECONDS);
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).contains(topic);
        }
    }

    private static String answer(DatabaseAccess access, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
                var statement = connection.createStatement()) {
            var rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (var result = statement.getResultSet()) {
                assertThat(result.next()).isTrue();
                return result.getString(1);
            }
        }
    }
}
