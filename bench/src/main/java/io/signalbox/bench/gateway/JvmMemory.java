package io.signalbox.bench.gateway;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a JVM on this machine has taken of its heap, asked of itself. To ask costs it about as much as one request. */
final class JvmMemory implements AutoCloseable {
    private static final String DIRECT_BUFFERS = "java.nio:type=BufferPool,name=direct";

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;
    private final BufferPoolMXBean direct;

    private JvmMemory(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        this.threads = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        this.memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        this.direct = ManagementFactory.newPlatformMXBeanProxy(beans, DIRECT_BUFFERS, BufferPoolMXBean.class);
    }

    @SuppressWarnings("BanJNDI") // The address is the one the attached JVM has just said.
    static JvmMemory of(ProcessHandle process) {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
            try {
                return new JvmMemory(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that all its threads have allocated since it began. */
    long allocated() {
        return threads.getTotalThreadAllocatedBytes();
    }

    /** Bytes that are left on its heap when all that can go is gone. */
    long live() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Bytes outside the heap in buffers. */
    long buffers() {
        return direct.getMemoryUsed();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // It has ended before us.
        }
    }
}
