/** Thousands of intents to call while carriers misbehave: nobody may be rung twice for one. */
package dev.ramal.sandbox.dials;
