package org.stagepost.migration;

import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.ProbeStage;

/** Creates, tests and removes stored endpoints. */
public final class ManageEndpoints {
    private final EndpointCatalog catalog;
    private final EndpointProbe probe;

    public ManageEndpoints(EndpointCatalog catalog, EndpointProbe probe) {
        this.catalog = catalog;
        this.probe = probe;
    }

    /**
     * Tests first and stores only an endpoint that passes every stage.
     *
     * @param mailbox as for {@link EndpointProbe#probe}
     * @return the stages; look at the last one
     */
    public List<ProbeStage> create(Endpoint endpoint, String mailbox) {
        List<ProbeStage> stages = probe.probe(endpoint, mailbox);
        if (stages.stream().allMatch(ProbeStage::passed)) {
            catalog.save(endpoint);
        }
        return stages;
    }

    /** Stores without reaching the server, in place of one of the same name. */
    public void createUnverified(Endpoint endpoint) {
        catalog.save(endpoint);
    }

    /** @param mailbox as for {@link EndpointProbe#probe} */
    public List<ProbeStage> test(Endpoint endpoint, String mailbox) {
        return probe.probe(endpoint, mailbox);
    }
}
