//! The built files of the interface. Written by `make web-build`; not for editing.

use super::File;

/// Sorted by name.
pub(super) const FILES: &[File] = &[
    File {
        name: "Artifacts-IHZLRgY_.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-IHZLRgY_.js.gz"),
    },
    File {
        name: "Artifacts-qONj8xX8.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Artifacts-qONj8xX8.js.gz"),
    },
    File {
        name: "CellView-Bv3FEL7-.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/CellView-Bv3FEL7-.js.gz"),
    },
    File {
        name: "Charts-CIBVco5q.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-CIBVco5q.js.gz"),
    },
    File {
        name: "Charts-CuCedx93.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Charts-CuCedx93.js.gz"),
    },
    File {
        name: "ComparePage-LX4dgEud.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ComparePage-LX4dgEud.js.gz"),
    },
    File {
        name: "DeleteDialog-B9UxBVrS.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/DeleteDialog-B9UxBVrS.js.gz"),
    },
    File {
        name: "Dialog-D-P4H8Hp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Dialog-D-P4H8Hp.js.gz"),
    },
    File {
        name: "ExperimentDialog-B5qab7s7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ExperimentDialog-B5qab7s7.js.gz"),
    },
    File {
        name: "Markdown-rBojP8GY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Markdown-rBojP8GY.js.gz"),
    },
    File {
        name: "MetricCards-BzQkO8QF.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/MetricCards-BzQkO8QF.js.gz"),
    },
    File {
        name: "Pairs-CCRxdXtX.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Pairs-CCRxdXtX.js.gz"),
    },
    File {
        name: "Palette-DdqMBFMU.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Palette-DdqMBFMU.js.gz"),
    },
    File {
        name: "Predictions-BrwxCk6f.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Predictions-BrwxCk6f.js.gz"),
    },
    File {
        name: "Preparing-D2XDom-k.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Preparing-D2XDom-k.js.gz"),
    },
    File {
        name: "Prompts-Biqc7haW.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Prompts-Biqc7haW.js.gz"),
    },
    File {
        name: "ReadingView-DY5LFove.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/ReadingView-DY5LFove.js.gz"),
    },
    File {
        name: "Rendered-BEGUS4g0.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-BEGUS4g0.css.gz"),
    },
    File {
        name: "Rendered-GpiZRww9.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Rendered-GpiZRww9.js.gz"),
    },
    File {
        name: "RunPage-B2AfUoOb.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-B2AfUoOb.css.gz"),
    },
    File {
        name: "RunPage-EoOER0MR.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunPage-EoOER0MR.js.gz"),
    },
    File {
        name: "RunsCharts-oNbjshLA.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsCharts-oNbjshLA.js.gz"),
    },
    File {
        name: "RunsPage-Dpw-cc-y.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/RunsPage-Dpw-cc-y.js.gz"),
    },
    File {
        name: "SearchPage-C7ENQpyM.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/SearchPage-C7ENQpyM.js.gz"),
    },
    File {
        name: "Status-BLzv4zkQ.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Status-BLzv4zkQ.js.gz"),
    },
    File {
        name: "Tables-CUPRezJz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/Tables-CUPRezJz.js.gz"),
    },
    File {
        name: "WordDiff-D04wCEAz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/WordDiff-D04wCEAz.js.gz"),
    },
    File {
        name: "artifacts-6VYHBH41.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-6VYHBH41.js.gz"),
    },
    File {
        name: "artifacts-CLG6ghsa.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-CLG6ghsa.js.gz"),
    },
    File {
        name: "artifacts-a6LkxW_T.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/artifacts-a6LkxW_T.css.gz"),
    },
    File {
        name: "charts-BekpZZHh.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-BekpZZHh.css.gz"),
    },
    File {
        name: "charts-CyVbU5BE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/charts-CyVbU5BE.js.gz"),
    },
    File {
        name: "client-DsW1woaI.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/client-DsW1woaI.js.gz"),
    },
    File {
        name: "compared-D6-wWOFK.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/compared-D6-wWOFK.css.gz"),
    },
    File {
        name: "compared-Dsj3Dv3d.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/compared-Dsj3Dv3d.js.gz"),
    },
    File {
        name: "dash-C3lDis1m.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/dash-C3lDis1m.js.gz"),
    },
    File {
        name: "icon-CfBCIRiL.svg",
        content_type: "image/svg+xml",
        gzip: include_bytes!("../../ui/assets/icon-CfBCIRiL.svg.gz"),
    },
    File {
        name: "index-COXiHBb7.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-COXiHBb7.js.gz"),
    },
    File {
        name: "index-uLI28CbC.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/index-uLI28CbC.css.gz"),
    },
    File {
        name: "jsx-runtime-Wy9s6hX0.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/jsx-runtime-Wy9s6hX0.js.gz"),
    },
    File {
        name: "licenses-1ebb0bea.txt",
        content_type: "text/plain; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/licenses-1ebb0bea.txt.gz"),
    },
    File {
        name: "loggedTables-D9WnCRsT.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/loggedTables-D9WnCRsT.js.gz"),
    },
    File {
        name: "quoted-BRIv6Iwj.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/quoted-BRIv6Iwj.js.gz"),
    },
    File {
        name: "recent-DP0DWjfz.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/recent-DP0DWjfz.js.gz"),
    },
    File {
        name: "runTables-CQCE1TtE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/runTables-CQCE1TtE.js.gz"),
    },
    File {
        name: "search-D0Gp79Kp.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-D0Gp79Kp.js.gz"),
    },
    File {
        name: "search-Dv3PuV-K.css",
        content_type: "text/css; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/search-Dv3PuV-K.css.gz"),
    },
    File {
        name: "useInSight-C7jGtumE.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useInSight-C7jGtumE.js.gz"),
    },
    File {
        name: "useLast-DSgVq1YY.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useLast-DSgVq1YY.js.gz"),
    },
    File {
        name: "useMutation-DqhpLU7Q.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useMutation-DqhpLU7Q.js.gz"),
    },
    File {
        name: "useTables-InzTi3c5.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/useTables-InzTi3c5.js.gz"),
    },
    File {
        name: "values-BnF06aSc.js",
        content_type: "text/javascript; charset=utf-8",
        gzip: include_bytes!("../../ui/assets/values-BnF06aSc.js.gz"),
    },
];
