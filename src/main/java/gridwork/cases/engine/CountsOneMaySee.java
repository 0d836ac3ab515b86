package gridwork.cases.engine;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.ProcessDefinitionStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionStatisticsEntity;
import org.camunda.bpm.engine.impl.persistence.entity.StatisticsManager;
import org.camunda.bpm.engine.management.ProcessDefinitionStatistics;
import org.jspecify.annotations.NullUnmarked;

/**
 * Counts, beside each process, the instances that whoever asks may see: the engine's own number has them all for everybody
 * who may see how the process looks, and it grows on the morning of a secret check.
 */
@NullUnmarked
class CountsOneMaySee extends StatisticsManager {
    static final SessionFactory MADE = new SessionFactory() {
        @Override
        public Class<?> getSessionType() {
            return StatisticsManager.class;
        }

        @Override
        public Session openSession() {
            return new CountsOneMaySee();
        }
    };

    @Override
    public List<ProcessDefinitionStatistics> getStatisticsGroupedByProcessDefinitionVersion(
            ProcessDefinitionStatisticsQueryImpl query, Page page) {
        List<ProcessDefinitionStatistics> all = super.getStatisticsGroupedByProcessDefinitionVersion(query, page);
        if (getCurrentAuthentication() != null) {
            RuntimeService processes = Context.getProcessEngineConfiguration().getRuntimeService();
            for (ProcessDefinitionStatistics each : all) {
                ((ProcessDefinitionStatisticsEntity) each).setInstances((int) processes
                        .createProcessInstanceQuery()
                        .processDefinitionId(each.getId())
                        .count());
            }
        }
        return all;
    }
}
