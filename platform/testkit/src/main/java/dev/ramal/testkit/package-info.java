/** What tests share: servers, probes on topics and tables, real tokens, a clock that moves. */
package dev.ramal.testkit;
