package dev.ramal.calls;

import dev.ramal.kit.jobs.DeadJobsResource;
import jakarta.ws.rs.Path;

/** Commands, downloads and erasures that were given up. */
@Path("/api/calls/dead-jobs")
public class DeadJobsOfCalls extends DeadJobsResource {}
