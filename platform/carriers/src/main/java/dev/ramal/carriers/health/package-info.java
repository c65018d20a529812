/** Whether a carrier works: what every service that sends through one has in common. */
package dev.ramal.carriers.health;
