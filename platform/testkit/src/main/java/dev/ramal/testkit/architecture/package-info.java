/** What every service must look like, as rules that its test applies. */
package dev.ramal.testkit.architecture;
