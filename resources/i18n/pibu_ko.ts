<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Abstention</name>
    <message>
        <source>No face found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is not good enough to judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough visible skin to judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too far away to judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turned away from the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Covered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lips are open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not shown in this picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Attribute</name>
    <message>
        <source>Oil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hydration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrinkles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pigmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grade</name>
    <message>
        <source>matte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>soft sheen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slightly shiny</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shiny</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>very shiny</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>supple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mostly supple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slightly dry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>very dry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>faint lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fine lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clear lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deep lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mostly even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some spots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>many spots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>very many spots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no redness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hint of redness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slight redness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clear redness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strong redness</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Number</name>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>{region}: {hint}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face found. Look into the camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than one face. One person at a time, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come closer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring your whole face into the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face the camera straight on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too dark. More light on your face, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too bright. A little less light, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One side is brighter. Turn towards the light.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The light is tinted. Daylight or white light works best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blurred. Hold still and wipe the lens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open your eyes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relax your face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please take off your glasses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please brush your hair off your face.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QualityMode</name>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>Forehead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eye corner (left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eye corner (right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cheek (left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cheek (right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centre (nose)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>Shows on the picture where the model looked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On skin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the heat that lies on visible skin of the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of this region in the grade: its visible skin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why not another grade?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grades</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected {expected} ± {spread}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within one grade: {percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough to judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not validated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This grade was never compared with grades that experts gave to real photographs. Read it as a rough guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why not one grade higher?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why not one grade lower?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blur test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blurs the hottest fifth of each region and grades again: does the expected grade fall?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other methods…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: grade {grade} of 4, {word}, {expected}, {confidence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: no grade yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sign</name>
    <message>
        <source>visible shine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visible dryness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visible lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visible spots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visible redness</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>“{name}” is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been moved or deleted. Choose it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds no bytes. Copy it again from where it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the picture is missing. Copy it again from where it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a picture Pibu can read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP, HEIC, TIFF and BMP pictures work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most 50 megapixels and 64 MB. Save a smaller copy and open that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is too small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too few pixels to see skin. Use the original photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may read the file and that its disk is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the disk has room and is not read-only, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a camera and try again, or use a photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program that uses it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pibu may not use the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow it in the system&apos;s privacy settings, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another video file, or a camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera has stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been unplugged. Connect it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera is slow to answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for its first picture. Some cameras take up to 20 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera sends only black pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its cover or shutter, or turn on the light.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a video Pibu can play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MP4, MOV, AVI, MKV and WebM films usually work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face model is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pibu needs it to find faces. It is 3.8 MB and is brought once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face model is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its bytes are not the expected ones. Bring it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A classifier is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not there. Install Pibu again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A classifier is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not as it was shipped. Install Pibu again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A classifier doesn&apos;t fit this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was made for another Pibu. Install Pibu again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
