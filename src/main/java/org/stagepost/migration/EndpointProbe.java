package org.stagepost.migration;

import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;

/** Tests an endpoint of any kind stage by stage with its own login; never throws for what a server does. */
public interface EndpointProbe {
    /** @return the stages up to the first that failed; at least one */
    List<ProbeStage> probe(Endpoint endpoint, ProbeRequest request);

    /** The endpoint with secrets of its own that a test had replaced: a refresh token may be good for one time only. */
    default Endpoint renewed(Endpoint tested) {
        return tested;
    }
}
