package io.medianest.auth.device;

import io.medianest.auth.client.CurrentClient;
import io.medianest.runtime.security.CurrentCaller;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The devices on which the caller is signed in. */
@Path("/auth/devices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER_NAME)
@Tag(name = "Me")
public class DeviceResource {
    private final Devices devices;
    private final CurrentCaller caller;
    private final CurrentClient client;

    DeviceResource(Devices devices, CurrentCaller caller, CurrentClient client) {
        this.devices = devices;
        this.caller = caller;
        this.client = client;
    }

    /** Where the caller is signed in. */
    @GET
    @Operation(operationId = "listDevices", summary = "Where one is signed in, the last used first")
    public Uni<DeviceView.ListView> list() {
        return devices.list(caller.get()).map(DeviceView.ListView::new);
    }

    /** Signs a device out. */
    @DELETE
    @Path("/{id}")
    @Operation(operationId = "revokeDevice", summary = "Sign a device out")
    public Uni<Void> revoke(@RestPath UUID id) {
        return devices.revoke(caller.get(), id, client.get());
    }
}
