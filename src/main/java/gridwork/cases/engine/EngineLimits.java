package gridwork.cases.engine;

import gridwork.platform.StreetClock;
import java.beans.FeatureDescriptor;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a process may reach at run time, whatever its XML says: the beans marked {@link UsableInProcesses}, what
 * {@link ProcessValues} tells of its case, variables, and two properties of the execution. No methods, no classes, no scripts.
 */
@Component
@NullUnmarked
class EngineLimits extends AbstractProcessEnginePlugin {
    private final ListableBeanFactory beans;
    private final ObjectProvider<ProcessValues> values;
    private final StreetClock clock;
    private final JdbcClient jdbc;

    EngineLimits(ListableBeanFactory beans, ObjectProvider<ProcessValues> values, StreetClock clock, JdbcClient jdbc) {
        this.beans = beans;
        this.values = values;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        Map<Object, Object> usable = new UsableBeans(beans);
        engine.setBeans(usable);
        engine.setExpressionManager(new NarrowExpressions(usable, values, clock));
        engine.setScriptEngineResolver(new NoScripts());
        engine.setArtifactFactory(new NoClasses());
        engine.setEnableExpressionsInAdhocQueries(false);
        // a number of who worked is a number of what was begun
        engine.setTaskMetricsEnabled(false);
        engine.setCustomSessionFactories(
                List.of(CountsOneMaySee.MADE, RightsAskedOnce.MADE, TasksOfOneself.made(() -> jdbc)));
        engine.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
        engine.setCommandCheckers(List.of(new TenantCommandChecker(), new WorkOfOnesOwn()));
        engine.setHistoryLevel(HistoryOfWork.LEVEL);
        engine.setCustomHistoryLevels(List.of(HistoryOfWork.LEVEL));
        engine.setHistoryEventProducer(new KnowsProcesses());
        // history goes by our own table of how long it is kept; a day of removal in each row would be sixteen more
        // writes
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
        engine.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
        engine.setHistoryCleanupEnabled(false);
        // no process here is a CMMN case; with them the rights to tasks are joined so that every open task is looked at
        engine.setCmmnEnabled(false);
        // without this an error that nobody catches, sent to a task by its assignee, would end the step undone
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        // an assignee works on a task; its variables, assignee and due date are not theirs to set
        engine.setDefaultUserPermissionForTask(Permissions.TASK_WORK);
    }

    /** The models in use are in memory; the engine would read one at each step to write its name. */
    private static final class KnowsProcesses extends CacheAwareHistoryEventProducer {
        @Override
        protected ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
            return Context.getCommandContext() == null
                    ? null
                    : Context.getProcessEngineConfiguration()
                            .getDeploymentCache()
                            .findDeployedProcessDefinitionById(id);
        }
    }

    private static final class UsableBeans extends AbstractMap<Object, Object> {
        private final ListableBeanFactory beans;
        private final Set<String> names;

        UsableBeans(ListableBeanFactory beans) {
            this.beans = beans;
            this.names = Set.of(beans.getBeanNamesForAnnotation(UsableInProcesses.class));
        }

        @Override
        public boolean containsKey(Object name) {
            return names.contains(name);
        }

        @Override
        public Object get(Object name) {
            return containsKey(name) ? beans.getBean((String) name) : null;
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return names.stream()
                    .map(name -> new SimpleImmutableEntry<Object, Object>(name, get(name)))
                    .collect(Collectors.toSet());
        }
    }

    private static final class NarrowExpressions extends JuelExpressionManager {
        private final ObjectProvider<ProcessValues> values;
        private final StreetClock clock;

        NarrowExpressions(Map<Object, Object> beans, ObjectProvider<ProcessValues> values, StreetClock clock) {
            super(beans);
            this.values = values;
            this.clock = clock;
        }

        @Override
        protected ELResolver createElResolver() {
            var resolver = new CompositeELResolver();
            resolver.add(new OfTheCase(values));
            resolver.add(new OfTheDay(clock));
            resolver.add(new VariableScopeElResolver());
            resolver.add(new VariableContextElResolver());
            resolver.add(new ReadOnlyMapELResolver(beans));
            resolver.add(new ArrayELResolver(true));
            resolver.add(new ListELResolver(true));
            resolver.add(new MapELResolver(true));
            resolver.add(new FewProperties());
            return resolver;
        }
    }

    /** A value of a plain name, which nothing sets. */
    private abstract static class OneName extends ELResolver {
        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return Object.class;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {}

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return Collections.emptyIterator();
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }
    }

    private static final class OfTheCase extends OneName {
        private final ObjectProvider<ProcessValues> values;

        OfTheCase(ObjectProvider<ProcessValues> values) {
            this.values = values;
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base != null || !(property instanceof String name)) {
                return null;
            }
            String businessKey = businessKey(context.getContext(VariableScope.class));
            ProcessValues knowing =
                    values.stream().filter(each -> each.knows(name)).findFirst().orElse(null);
            if (businessKey == null || knowing == null) {
                return null;
            }
            context.setPropertyResolved(true);
            return knowing.value(name, businessKey);
        }

        private static String businessKey(Object scope) {
            if (scope instanceof DelegateTask task) {
                return task.getExecution() == null ? null : task.getExecution().getProcessBusinessKey();
            }
            return scope instanceof DelegateExecution execution ? execution.getProcessBusinessKey() : null;
        }
    }

    /** The day in the street, for lists of what is due. */
    private static final class OfTheDay extends OneName {
        private final StreetClock clock;

        OfTheDay(StreetClock clock) {
            this.clock = clock;
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base != null || !("startOfToday".equals(property) || "startOfTomorrow".equals(property))) {
                return null;
            }
            context.setPropertyResolved(true);
            LocalDate today = clock.today();
            return Date.from(clock.startOf("startOfToday".equals(property) ? today : today.plusDays(1)));
        }
    }

    private static final class FewProperties extends BeanELResolver {
        private static final Set<String> READABLE = Set.of("processBusinessKey", "businessKey");

        FewProperties() {
            super(true);
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base != null && !(base instanceof VariableScope && READABLE.contains(String.valueOf(property)))) {
                throw new ELException("processes may not read " + property);
            }
            return super.getValue(context, base, property);
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            throw new ELException("processes may not call " + method);
        }
    }

    private static final class NoScripts implements ScriptEngineResolver {
        @Override
        public void addScriptEngineFactory(ScriptEngineFactory factory) {}

        @Override
        public ScriptEngineManager getScriptEngineManager() {
            throw new ProcessEngineException("scripts are switched off");
        }

        @Override
        public ScriptEngine getScriptEngine(String language, boolean fromCache) {
            throw new ProcessEngineException("scripts are switched off: " + language);
        }
    }

    private static final class NoClasses implements ArtifactFactory {
        @Override
        public <T> T getArtifact(Class<T> type) {
            throw new ProcessEngineException("classes are not made from their names: " + List.of(type.getName()));
        }
    }
}
