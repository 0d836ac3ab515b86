package gridwork.cases.engine;

import gridwork.street.Acting;
import gridwork.street.Officers;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
class StreetIdentityPlugin extends AbstractProcessEnginePlugin {
    private final ObjectProvider<Officers> officers;
    private final ObjectProvider<Acting> acting;

    StreetIdentityPlugin(ObjectProvider<Officers> officers, ObjectProvider<Acting> acting) {
        this.officers = officers;
        this.acting = acting;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setIdentityProviderSessionFactory(new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return ReadOnlyIdentityProvider.class;
            }

            @Override
            public Session openSession() {
                return new StreetIdentity(officers::getObject, acting::getObject);
            }
        });
    }
}
