/**
 * The manifests of {@code deploy/kubernetes} as a cluster would get them: rendered, held against
 * what kinds take and against the code, without a cluster.
 */
package dev.ramal.sandbox.deploy.kubernetes;
