/** What kinds of failure there are, and what each leads to. */
package dev.ramal.kit.failure;
