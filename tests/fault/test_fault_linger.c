/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts, histories and views with the Nth allocation of ours failing, for
 * N = 1 until none fails any more.
 */
#include "support/test.h"

#include <yeoun/attention.h>

#include "fault.h"
#include "support/linger_fixture.h"

#define STEPS_MAX 60000

static void write_files(struct folder *folder)
{
    linger_folder(folder);
    folder_write(folder, "charts/c.csv",
                 "# read: 2020-W05/2020-W06 1-200\n"
                 "year,week,rank,title,artist,album\n"
                 "2020,5,1,시작,가호 (Gaho),이태원 클라쓰 OST Part.2\n"
                 "2020,5,2,Start Ovar,Gaho,\n"
                 "2020,6,2,X,Y,호텔 델루나 OST\n");
    folder_write(folder, "charts/c.scores.csv",
                 "month,rank,score\n2020-01,1,5\n");
    folder_write(folder, "listens/a",
                 "{\"listened_at\": 1581321600, \"track_metadata\": "
                 "{\"artist_name\": \"Gaho\", \"track_name\": \"Start "
                 "Over\"}}\nbroken\n");
    folder_write(folder, "listens/b",
                 "artist,track,date\nGaho,Say,soon\n"
                 "Gaho,Start Ovar,1581321600\n");
    folder_write(folder, "listens/c",
                 "[{\"endTime\": \"2020-02-10 08:03\", \"artistName\": "
                 "\"Gaho\", \"trackName\": \"Start Over\", \"msPlayed\": "
                 "180000}]");
    folder_write(folder, "views/Say - Yoon Mirae.csv",
                 "date,count\n2020-04-01,20\n");
}

static void test_memory(void **state)
{
    (void)state;
    struct folder folder;
    struct linger linger;
    write_files(&folder);
    linger_read(&folder, NULL, &linger);
    const struct yn_attention_params params = {.season = linger.season,
                                               .threads = 1};
    unsigned long step = 1;
    for (; step < STEPS_MAX; step++) {
        struct yn_attention *attention = NULL;
        struct yn_report *report = NULL;
        assert_int_equal(yn_report_create(&report, NULL), YN_OK);
        fault_arm(FAULT_ALLOC, step, false);
        int rc = yn_attention_read(&params, report, &attention, NULL);
        bool failed = fault_disarm();
        if (!failed) {
            assert_int_equal(rc, YN_OK);
            assert_int_equal(attention->listens->n_plays, 1);
        } else {
            if (rc != YN_E_NOMEM)
                print_error("allocation %lu: %d\n", step, rc);
            assert_int_equal(rc, YN_E_NOMEM);
            assert_null(attention);
        }
        yn_attention_destroy(&attention);
        yn_report_destroy(&report);
        if (!failed)
            break;
    }
    print_message("%lu allocations\n", step - 1);
    assert_true(step < STEPS_MAX);
    linger_release(&linger);
    folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
