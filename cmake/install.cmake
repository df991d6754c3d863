# What goes where. The daemon's own places are fixed (/etc/gandi-dyndnsd, /usr/share/gandi-dyndnsd), and so is the
# program's in the unit: a prefix other than /usr is for looking at the result.
set(DYNDNS_UNIT_DIR lib/systemd/system CACHE STRING "For the units; pkg-config --variable=systemdsystemunitdir systemd")
set(DYNDNS_ZSH_DIR ${CMAKE_INSTALL_DATADIR}/zsh/site-functions CACHE STRING "For zsh's completion")

install(TARGETS gandi-dyndnsd RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

install(FILES systemd/gandi-dyndnsd.service DESTINATION ${DYNDNS_UNIT_DIR})
install(FILES systemd/gandi-dyndnsd.service DESTINATION ${DYNDNS_UNIT_DIR} RENAME gandi-dyndnsd@.service)
install(DIRECTORY systemd/gandi-dyndnsd@.service.d DESTINATION ${DYNDNS_UNIT_DIR})
install(FILES systemd/gandi-dyndnsd.sysusers DESTINATION lib/sysusers.d RENAME gandi-dyndnsd.conf)
install(FILES systemd/gandi-dyndnsd.tmpfiles DESTINATION lib/tmpfiles.d RENAME gandi-dyndnsd.conf)
install(FILES systemd/gandi-dyndnsd.catalog DESTINATION lib/systemd/catalog)

install(FILES config/providers.json DESTINATION ${CMAKE_INSTALL_DATADIR}/gandi-dyndnsd)
install(DIRECTORY config/schema/ DESTINATION ${CMAKE_INSTALL_DATADIR}/gandi-dyndnsd)
install(FILES config/config.json DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)

install(FILES docs/man/gandi-dyndnsd.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
install(FILES docs/man/gandi-dyndnsd.json.5 docs/man/providers.json.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)

install(FILES config/completions/gandi-dyndnsd.bash RENAME gandi-dyndnsd
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES config/completions/_gandi-dyndnsd DESTINATION ${DYNDNS_ZSH_DIR})
install(FILES config/completions/gandi-dyndnsd.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
