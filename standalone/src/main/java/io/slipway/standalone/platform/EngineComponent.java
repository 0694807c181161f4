package io.slipway.standalone.platform;

import io.slipway.engines.Engine;

/** An engine as a component. */
record EngineComponent(Engine engine) implements Component {

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String address() {
        return "127.0.0.1:" + engine.port();
    }

    @Override
    public long pid() {
        return engine.pid();
    }

    @Override
    public boolean isAlive() {
        return engine.isAlive();
    }

    @Override
    public void kill() {
        engine.kill();
    }

    @Override
    public void restart() {
        engine.restart();
    }

    @Override
    public void stop() {
        engine.close();
    }
}
