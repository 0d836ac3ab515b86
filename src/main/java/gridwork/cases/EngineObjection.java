package gridwork.cases;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ResourceReport;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.bpmn.parser.DefaultFailedJobParseListener;
import org.camunda.bpm.engine.impl.cfg.DefaultBpmnParseFactory;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.standalone.StandaloneTransactionContextFactory;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/**
 * What the process engine itself has against a model. It is read by the engine's own parser, with its schema, and nothing is
 * deployed: no database is asked. Only for models that the lint has let through.
 *
 * @param place the element, else the line; empty = the file
 * @param words the engine's own
 */
public record EngineObjection(String place, String words) {

    public static List<EngineObjection> to(String name, byte[] bpmn) {
        ProcessEngineConfigurationImpl settings = new StandaloneProcessEngineConfiguration();
        var expressions = new JuelExpressionManager();
        settings.setExpressionManager(expressions);
        var parser = new BpmnParser(expressions, new DefaultBpmnParseFactory());
        parser.getParseListeners().add(new DefaultFailedJobParseListener());
        Context.setProcessEngineConfiguration(settings);
        Context.setCommandContext(new CommandContext(settings, new StandaloneTransactionContextFactory()));
        try {
            BpmnParse parse = parser.createParse();
            parse.deployment(new DeploymentEntity())
                    .sourceInputStream(new ByteArrayInputStream(bpmn))
                    .name(name)
                    .execute();
            return List.of();
        } catch (ParseException refused) {
            return refused.getResorceReports().stream()
                    .map(ResourceReport::getErrors)
                    .flatMap(List::stream)
                    .map(each -> new EngineObjection(
                            each.getMainElementId() == null ? "line " + each.getLine() : each.getMainElementId(),
                            each.getMessage()))
                    .toList();
        } catch (ProcessEngineException broken) {
            return List.of(new EngineObjection("", ""));
        } finally {
            Context.removeCommandContext();
            Context.removeProcessEngineConfiguration();
        }
    }
}
