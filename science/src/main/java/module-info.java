/// The nouns of the field: statistics, models, problems, samplers, costs, optimisers, studies and reports.
///
/// The packages stand in the order in which they may use each other: each imports only those above it:
/// schema, statistics, lattice, model, problem, sampler, cost, observable, optimizer, dynamics, thermal,
/// continuum.space, continuum.model, continuum.problem, continuum.sampler, continuum.cost,
/// continuum.observable, data, learn, study, report.
module ansatz {
    requires transitive ansatz.engine;
    requires static transitive org.jspecify;
    requires jdk.incubator.vector;
    requires de.siegmar.fastcsv;
    requires hipparchus.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.toml;

    exports ansatz.schema;
    exports ansatz.statistics;
    exports ansatz.lattice;
    exports ansatz.model;
    exports ansatz.problem;
    exports ansatz.sampler;
    exports ansatz.cost;
    exports ansatz.observable;
    exports ansatz.optimizer;
    exports ansatz.dynamics;
    exports ansatz.thermal;
    exports ansatz.continuum.space;
    exports ansatz.continuum.model;
    exports ansatz.continuum.problem;
    exports ansatz.continuum.sampler;
    exports ansatz.continuum.cost;
    exports ansatz.continuum.observable;
    exports ansatz.data;
    exports ansatz.learn;
    exports ansatz.study;
    exports ansatz.report;

    uses ansatz.schema.Catalogue;
    uses ansatz.data.FileFormat;

    provides ansatz.schema.Catalogue with
            ansatz.study.LatticeTypes,
            ansatz.continuum.model.ParticleModels,
            ansatz.study.ParticleTypes,
            ansatz.study.DataTypes;
    provides ansatz.study.Reporter with
            ansatz.report.HtmlReport;
}
