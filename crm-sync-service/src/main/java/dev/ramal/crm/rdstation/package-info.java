/** RD Station CRM v2. Nothing outside this package knows of it. */
package dev.ramal.crm.rdstation;
