/** Two versions of each service side by side under load, as while replicas are replaced. */
package dev.ramal.sandbox.upgrade;
