/* The peer of the row "wolff-128": Wolff's algorithm for the Ising model on a square torus, as one writes it in C.
 *
 * Compiled by bench/compare with cc -O3 -march=native; speaks the line protocol of protocol.py. One unit of work is a draw:
 * CLUSTERS clusters (U. Wolff, Phys. Rev. Lett. 62, 361 (1989)), then energy and magnetisation of the configuration.
 * Random numbers: xoshiro256++ (D. Blackman and S. Vigna, ACM Trans. Math. Softw. 47, 36 (2021)), 32 bits a bond.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LENGTH = 128, SITES = LENGTH * LENGTH, CLUSTERS = 3, DRAWS = 8000, BLOCKS = 40 };

static int8_t spin[SITES];
static int neighbour[SITES][4];
static int stack[SITES];
static uint64_t state[4];
static uint64_t threshold;
static uint64_t word;
static int halves;

static inline uint64_t turned(uint64_t x, int k) { return x << k | x >> (64 - k); }

static inline uint64_t next(void) {
    uint64_t result = turned(state[0] + state[3], 23) + state[0], t = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = turned(state[3], 45);
    return result;
}

static inline uint32_t next32(void) {
    if (halves == 0) {
        word = next();
        halves = 2;
    }
    halves--;
    uint32_t draw = (uint32_t)word;
    word >>= 32;
    return draw;
}

static void cluster(void) {
    int seed = (int)((uint64_t)next32() * SITES >> 32);
    int8_t from = spin[seed];
    int top = 1;
    stack[0] = seed;
    spin[seed] = (int8_t)-from;
    while (top > 0) {
        int site = stack[--top];
        for (int k = 0; k < 4; k++) {
            int other = neighbour[site][k];
            if (spin[other] == from && next32() < threshold) {
                spin[other] = (int8_t)-from;
                stack[top++] = other;
            }
        }
    }
}

static double energy(void) {
    int sum = 0;
    for (int i = 0; i < SITES; i++)
        sum += spin[i] * (spin[neighbour[i][0]] + spin[neighbour[i][1]]);
    return -(double)sum / SITES;
}

static double magnetisation(void) {
    int sum = 0;
    for (int i = 0; i < SITES; i++)
        sum += spin[i];
    return (double)sum / SITES;
}

static double last[2];

static void draw(void) {
    for (int k = 0; k < CLUSTERS; k++)
        cluster();
    last[0] = energy();
    last[1] = magnetisation();
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The mean energy of a site, with its error by blocks far longer than the autocorrelation time. */
static void result(void) {
    double mean = 0, squares = 0;
    for (int b = 0; b < BLOCKS; b++) {
        double block = 0;
        for (int d = 0; d < DRAWS / BLOCKS; d++) {
            draw();
            block += last[0] / (DRAWS / BLOCKS);
        }
        mean += block / BLOCKS;
        squares += block * block / BLOCKS;
    }
    printf("result {\"energy\": [%.17g], \"error\": [%.17g]}\n", mean, sqrt((squares - mean * mean) / (BLOCKS - 1)));
}

int main(void) {
    for (int i = 0; i < SITES; i++) {
        int x = i % LENGTH, y = i / LENGTH;
        neighbour[i][0] = y * LENGTH + (x + 1) % LENGTH;
        neighbour[i][1] = (y + 1) % LENGTH * LENGTH + x;
        neighbour[i][2] = y * LENGTH + (x + LENGTH - 1) % LENGTH;
        neighbour[i][3] = (y + LENGTH - 1) % LENGTH * LENGTH + x;
        spin[i] = 1;
    }
    for (int k = 0; k < 4; k++) /* splitmix64 of 1 */ {
        uint64_t z = 1 + 0x9e3779b97f4a7c15u * (uint64_t)(k + 1);
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
        z = (z ^ z >> 27) * 0x94d049bb133111ebu;
        state[k] = z ^ z >> 31;
    }
    /* 1 - exp(-2 J / T) at the critical temperature 2 J / ln(1 + sqrt 2) */
    threshold = (uint64_t)llround((1 - 1 / (1 + sqrt(2.0))) * 4294967296.0);
    for (int d = 0; d < 2000; d++)
        draw();
    double begin = now();
    int inner = 0;
    while (now() - begin < 0.5 || inner < 1) {
        draw();
        inner++;
    }
    inner = inner / 5 + 1; /* a repetition of a tenth of a second */
    printf("ready {\"versions\": {\"c\": \"%s\"}, \"settings\": {\"chosen\": \"cc -O3 -march=native\"}, \"inner\": %d}\n", __VERSION__, inner);
    fflush(stdout);
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        if (strcmp(line, "measure\n") == 0) {
            begin = now();
            for (int d = 0; d < inner; d++)
                draw();
            printf("time %lld\n", (long long)((now() - begin) * 1e9 / inner));
        } else if (strcmp(line, "result\n") == 0) {
            result();
        } else if (strcmp(line, "quit\n") == 0) {
            return 0;
        } else {
            fprintf(stderr, "unknown command %s", line);
            return 1;
        }
        fflush(stdout);
    }
    return 0;
}
