/// The watchdog's program, in the shell every Unix has.
enum WatchdogScript {
    static let text = #"""
        # Starts a PostgreSQL server for tests, stops it when nobody uses it any more, and removes its folder.
        # $1 the folder, $2 the half seconds to wait for another user, then the server's command.
        # Standard input is the reading end of the named pipe of which every user holds the writing end.

        # Whether nobody holds the writing end. To read waits as long as somebody does, so it is done in the background:
        # wc prints its count only at the end of the file.
        unused() {
            : >count
            wc -c <&3 >count &
            reader=$!
            sleep "$1"
            [ -s count ]
        }

        # Comes back when the server is to be stopped.
        attend() {
            reader=
            trap '[ -z "$reader" ] || kill "$reader" 2>/dev/null; exit 0' TERM
            while :; do
                quiet=0
                while [ "$quiet" -lt "$linger" ]; do
                    if unused 0.5; then quiet=$((quiet + 1)); else quiet=0; fi
                    wait "$reader"
                    # Nobody can join before the starter has renamed the pipe, and the starter is gone.
                    [ ! -e users.starting ] || return 0
                done
                # From here nobody joins any more. Who came just before is seen by one more look.
                mv users users.closing
                if unused 0.2; then wait "$reader"; return 0; fi
                mv users.closing users
                wait "$reader"
            done
        }

        main() {
            "$@" >>log 2>&1 3<&- &
            server=$!
            {
                attend
                # Again and again: until the server has a handler for it, it ignores the signal, as the shell's children do.
                while kill -QUIT "$server" 2>/dev/null; do sleep 0.2; done
            } &
            attendant=$!
            wait "$server"
            kill "$attendant" 2>/dev/null
            wait "$attendant"
            if [ -e users.starting ]; then
                # The starter reads the log before it lets go of the pipe.
                : >failed
                wc -c <&3 >/dev/null
            fi
            # Under its name the folder may be touched only while the pipe is open here: then starters keep away.
            cd /
            mv "$folder" "$folder.old.$$"
            rm -rf "$folder.old.$$"
        }

        folder=$1 linger=$2
        shift 2
        cd "$folder" || exit 1
        exec 3<&0 </dev/null
        main "$@" &

        """#
}
