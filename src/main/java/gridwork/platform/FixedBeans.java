package gridwork.platform;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Which beans there are is settled before the first is made. The web server would otherwise begin while they may still change, and for
 * each bean that it needs, which are most, all would be looked through again: a tenth of a start.
 */
@Component
class FixedBeans implements BeanFactoryPostProcessor {
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        beans.freezeConfiguration();
    }
}
