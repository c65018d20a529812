/**
 * Why: every event of every service by what it belongs to and what led to it, so that one id tells
 * the whole way of a call or message through the suite.
 */
package dev.ramal.messaging.lineage;
