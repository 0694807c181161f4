package io.slipway.rollout;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** A null in a list, a set or the values of a map is refused where JSON is read, so that nobody behind has to expect it. */
@Singleton
class NoNullElements implements ObjectMapperCustomizer {

    private static final JsonSetter.Value REFUSE = JsonSetter.Value.forContentNulls(Nulls.FAIL);

    @Override
    public void customize(ObjectMapper json) {
        json.configOverride(List.class).setSetterInfo(REFUSE);
        json.configOverride(Set.class).setSetterInfo(REFUSE);
        json.configOverride(Map.class).setSetterInfo(REFUSE);
    }
}
