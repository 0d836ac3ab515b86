package gridwork.cases.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/** Makes the engine, which collects every plugin before it starts, wait for Liquibase; and tells it what MariaDB is. */
@Component
@DependsOnDatabaseInitialization
class EngineAfterSchema extends AbstractProcessEnginePlugin {
    private final DataSource database;

    EngineAfterSchema(DataSource database) {
        this.database = database;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        try (Connection connection = database.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            if (product.contains("mariadb")) {
                engine.setDatabaseType("mysql");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the database could not be asked for its name", failure);
        }
    }
}
