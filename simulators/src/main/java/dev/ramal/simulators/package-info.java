/** Carriers, CRM and chat as programmable HTTP servers; nothing of the product is imported. */
package dev.ramal.simulators;
