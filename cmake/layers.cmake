# Which module may name which in DEPENDS. The build refuses every other (licet_module.cmake);
# tools/layers_test.sh proves that it does.
set(LICET_MAY_NAME_base "")
set(LICET_MAY_NAME_snapshot base)
set(LICET_MAY_NAME_match snapshot)
set(LICET_MAY_NAME_portfolio match)
set(LICET_MAY_NAME_law snapshot)
set(LICET_MAY_NAME_prove law decide)
set(LICET_MAY_NAME_licence base)
set(LICET_MAY_NAME_report licence)
set(LICET_MAY_NAME_decide match law licence)
set(LICET_MAY_NAME_ledger decide)
set(LICET_MAY_NAME_evidence ledger)
set(LICET_MAY_NAME_ingest snapshot law match)
set(LICET_MAY_NAME_api decide ledger)
set(LICET_MAY_NAME_cli api evidence ingest portfolio prove report serve)
set(LICET_MAY_NAME_serve api)
# Its test only, to have logs to verify: the program links nothing of ours.
set(LICET_MAY_NAME_verify evidence ledger)
