package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The product of some wave functions, psi(x) = prod_k phi_k(x), each with parameters of its own: orbitals and
/// correlation factors. A parameter "b" of a factor "slater" is named "slater.b", of a second factor of that type
/// "slater-2.b".
@Name(
        value = "product",
        summary = "A product of wave functions, psi(x) = prod_k phi_k(x): orbitals times correlation factors")
public record Product(
        @Key(value = "the wave functions phi_k", required = true)
        List<ParticleModel> factors) implements ParticleModel {

    /// A determinant with a Jastrow factor.
    public static final Product DEFAULTS = of(Slater.DEFAULTS, PadeJastrow.DEFAULTS);

    private static final String LOG = "log";
    private static final String SIGN = "sign";
    private static final String POSITIONS = "x";

    public Product {
        factors = List.copyOf(factors);
    }

    /// The product of some wave functions.
    public static Product of(ParticleModel... factors) {
        return new Product(List.of(factors));
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        return factors.stream()
                .mapToDouble(factor -> factor.parameterCount(system))
                .sum();
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        if (factors.isEmpty()) {
            problems.add("factors", "is an empty list; it must hold at least one wave function");
        }
        for (int k = 0; k < factors.size(); k++) {
            String path = "factors[" + k + "]";
            factors.get(k).check(system, (key, text) -> problems.add(key.isEmpty() ? path : path + "." + key, text));
        }
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        var taken = new HashMap<String, Integer>();
        var parts = new ArrayList<LogPsi>();
        for (ParticleModel factor : factors) {
            Name name = factor.getClass().getAnnotation(Name.class);
            String type = name == null ? factor.getClass().getSimpleName() : name.value();
            int number = taken.merge(type, 1, Integer::sum);
            parts.add(part(factor, number == 1 ? type : type + "-" + number, x, system));
        }
        return parts.stream().reduce(LogPsi::times).orElseThrow();
    }

    /// A factor, written down in a trace of its own and copied with other names of its parameters.
    private static LogPsi part(ParticleModel factor, String name, Value x, ParticleSystem system) {
        var own = new Trace();
        LogPsi psi = factor.logPsi(own.sample(POSITIONS, x.shape().extents()), system);
        Program program = own.output(LOG, psi.log()).output(SIGN, psi.sign()).program();
        Map<String, Value> substitutes = new HashMap<>();
        substitutes.put(POSITIONS, x);
        for (Parameters.Entry entry : own.parameters().entries()) {
            String inner = entry.parameter().name();
            int[] extents = entry.parameter().shape().extents();
            substitutes.put(inner, x.trace().parameter(name + "." + inner, entry.initial(), extents));
        }
        List<Value> values = x.trace().append(program, substitutes);
        Output log = program.output(LOG);
        Output sign = program.output(SIGN);
        return new LogPsi(values.get(log.value()), values.get(sign.value()));
    }
}
