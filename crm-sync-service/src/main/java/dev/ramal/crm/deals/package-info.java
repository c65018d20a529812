/** Which deal a call belongs to. We refuse to guess. */
package dev.ramal.crm.deals;
