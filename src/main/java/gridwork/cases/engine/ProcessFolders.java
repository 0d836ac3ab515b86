package gridwork.cases.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The folders under {@code bpmn/}: a model and its forms are one deployment, and a new version only when one of them changed. */
@Component
class ProcessFolders {
    private static final Logger log = LoggerFactory.getLogger(ProcessFolders.class);
    private static final Pattern DEPLOYED =
            Pattern.compile(".*/bpmn/([a-z][a-z0-9-]*)/([a-z0-9-]+\\.bpmn|forms/[a-z0-9-]+\\.(?:html|form))");
    private final RepositoryService repository;

    ProcessFolders(RepositoryService repository) {
        this.repository = repository;
    }

    void deploy() {
        Map<String, Map<String, Resource>> folders = new TreeMap<>();
        try {
            for (Resource each : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*/**")) {
                Matcher name = DEPLOYED.matcher(each.getURL().toString());
                if (name.matches()) {
                    folders.computeIfAbsent(name.group(1), folder -> new TreeMap<>())
                            .put(name.group(2), each);
                }
            }
            for (var folder : folders.entrySet()) {
                deploy(folder.getKey(), folder.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void deploy(String folder, Map<String, Resource> files) throws IOException {
        DeploymentBuilder deployment =
                repository.createDeployment().name(folder).source("gridwork").enableDuplicateFiltering(false);
        for (var file : files.entrySet()) {
            try (InputStream content = file.getValue().getInputStream()) {
                deployment.addInputStream(file.getKey(), content);
            }
        }
        var deployed = deployment.deployWithResult();
        if (deployed.getDeployedProcessDefinitions() != null) {
            deployed.getDeployedProcessDefinitions()
                    .forEach(each -> log.info("deployed process {} version {}", each.getKey(), each.getVersion()));
        }
    }
}
