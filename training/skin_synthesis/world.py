"""The world between a face and a file: light, exposure, white balance, lens, distance, sensor, processing, JPEG."""

from __future__ import annotations

import math

import cv2
import numpy as np

from ml.types import FloatArray, RgbImage
from training.skin_synthesis.drawing import HEIGHT, WIDTH
from training.skin_synthesis.optics import bytes_of

CLEAN_SHARE = 0.10
_WAYS = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_AREA, cv2.INTER_LANCZOS4)


def photographed(light: FloatArray, rng: np.random.Generator) -> RgbImage:
    """A camera's picture of a canvas of linear light; one in ten is undegraded."""
    if rng.random() < CLEAN_SHARE:
        return bytes_of(light)
    light = _lit(light, rng)
    light = _lens(light, rng)
    ratio = float(rng.uniform(0.35, 1.0)) if rng.random() < 0.6 else 1.0
    size = (round(WIDTH * ratio), round(HEIGHT * ratio))
    small = cv2.resize(light, size, interpolation=cv2.INTER_AREA) if ratio < 1 else light
    image = _developed(_sensed(np.asarray(small, np.float32), rng), rng)
    if rng.random() < 0.35:
        image = _sharpened(image, rng)
    if rng.random() < 0.8:
        image = _jpeg(image, int(rng.integers(50, 99)))
    if ratio < 1:
        image = np.asarray(cv2.resize(image, (WIDTH, HEIGHT), interpolation=int(rng.choice(_WAYS))), np.uint8)
    return image


def white_balance(kelvin: float, neutral: float = 6000.0) -> FloatArray:
    """(3,) gains of a picture balanced for `neutral` under light of `kelvin` (Planck at 605, 540, 450 nm)."""
    waves = np.array([605e-9, 540e-9, 450e-9])

    def radiance(temperature: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        planck: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = waves**-5 / np.expm1(0.014388 / waves / temperature)
        return planck

    gains = radiance(kelvin) / radiance(neutral)
    return np.asarray(gains / gains[1], np.float32)


def _lit(light: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Exposure relative to the scene's brightness, colour of light, and a second light from a side."""
    centre = light[HEIGHT // 4 : 3 * HEIGHT // 4, WIDTH // 4 : 3 * WIDTH // 4]
    adapted = (0.22 / max(float(centre[..., 1].mean()), 0.01)) ** float(rng.uniform(0.15, 0.7))
    exposure = adapted * 2.0 ** float(np.clip(rng.normal(0, 0.6), -1.3, 1.3))
    main = white_balance(float(np.exp(rng.uniform(math.log(3500), math.log(8500)))))
    main = main ** float(rng.uniform(0.3, 1.0))
    if rng.random() < 0.6:
        second = white_balance(float(rng.uniform(3200, 9000))) ** 0.6
        share = _gradient(rng)[..., None]
        depth = float(rng.uniform(0.05, 0.45))
        field = (1 - depth * share) * main + 0.5 * depth * share * second
    else:
        field = main
    glare = float(rng.uniform(0, 0.02)) if rng.random() < 0.3 else 0.0
    return np.asarray(light * exposure * field + glare, np.float32)


def _gradient(rng: np.random.Generator) -> FloatArray:
    """(HEIGHT, WIDTH) 0-1 from the lit to the shaded side."""
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0 : HEIGHT : HEIGHT / 32, 0 : WIDTH : WIDTH / 32].astype(np.float32)
    along = ((x / WIDTH - 0.5) * np.cos(angle) + (y / HEIGHT - 0.5) * np.sin(angle)) * rng.uniform(1.5, 4)
    soft = (1 / (1 + np.exp(-2 * along))).astype(np.float32)
    return np.asarray(cv2.resize(soft, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR), np.float32)


def _lens(light: FloatArray, rng: np.random.Generator) -> FloatArray:
    kind = rng.random()
    if kind < 0.45:
        return np.asarray(cv2.GaussianBlur(light, (0, 0), float(rng.uniform(0.3, 1.3))), np.float32)
    if kind < 0.55:
        length = int(rng.integers(3, 6))
        turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), float(rng.uniform(0, 180)), 1)
        line = np.zeros((length, length), np.float32)
        line[length // 2] = 1
        kernel = cv2.warpAffine(line, turn, (length, length))
        return np.asarray(cv2.filter2D(light, -1, kernel / kernel.sum()), np.float32)
    return light


def _sensed(light: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Shot and read noise; stronger in the channels that the white balance lifted; sometimes smoothed as webcams do."""
    strength = float(np.exp(rng.uniform(math.log(0.002), math.log(0.022))))
    grain = rng.standard_normal(light.shape, np.float32)
    if rng.random() < 0.5:
        grain = np.asarray(cv2.GaussianBlur(grain, (0, 0), 0.7), np.float32) * 1.8
    spread = strength * np.sqrt(np.maximum(light, 0) * 0.35 + 0.004)
    noisy = light + grain * spread * np.array([1.0, 0.8, 1.2], np.float32)
    return np.asarray(np.clip(noisy, 0, 1), np.float32)


def _developed(light: FloatArray, rng: np.random.Generator) -> RgbImage:
    """Tone curve and saturation of a camera, in sRGB."""
    image = bytes_of(light)
    tones = np.arange(256) / 255
    contrast, gamma = float(rng.normal(0, 0.35)), float(np.exp(rng.normal(0, 0.06)))
    curve = tones**gamma + contrast * 0.25 * np.sin(2 * np.pi * (tones - 0.5)) / np.pi
    image = np.clip(np.round(curve * 255), 0, 255).astype(np.uint8)[image]
    if rng.random() < 0.5:
        grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32)
        image = np.clip(grey + (image - grey) * np.float32(rng.uniform(0.85, 1.15)), 0, 255).astype(np.uint8)
    return np.asarray(image, np.uint8)


def _sharpened(image: RgbImage, rng: np.random.Generator) -> RgbImage:
    amount = float(rng.uniform(0.2, 0.9))
    soft = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.8, 1.8)))
    return np.asarray(cv2.addWeighted(image, 1 + amount, soft, -amount, 0), np.uint8)


def _jpeg(image: RgbImage, quality: int) -> RgbImage:
    _, packed = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR_RGB), np.uint8)
