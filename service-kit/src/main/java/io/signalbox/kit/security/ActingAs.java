package io.signalbox.kit.security;

import io.signalbox.contracts.TenantId;
import java.util.UUID;

/**
 * The access key a service calls {@code /v1} as, for somebody who is not there any more. The service knows the key's id
 * and never its secret; whoever is called takes what the key may do from what it knows of that key itself.
 */
public record ActingAs(TenantId tenant, UUID accessKeyId) {}
