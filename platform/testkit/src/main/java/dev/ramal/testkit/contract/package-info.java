/** Holds what services answer against what their OpenAPI documents say. */
package dev.ramal.testkit.contract;
