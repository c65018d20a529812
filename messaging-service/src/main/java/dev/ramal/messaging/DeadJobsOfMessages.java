package dev.ramal.messaging;

import dev.ramal.kit.jobs.DeadJobsResource;
import jakarta.ws.rs.Path;

/** Submissions that were given up. */
@Path("/api/messages/dead-jobs")
public class DeadJobsOfMessages extends DeadJobsResource {}
